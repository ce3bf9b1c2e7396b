// node sdmx.js SCHEMA-FILE < JSON lines {"name", "answer"}: prints one line for each message that is not valid. Formats are asserted.
const fs = require('node:fs');
const Ajv = require('ajv/dist/2019');
const addFormats = require('ajv-formats');

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')));
for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const { name, answer } = JSON.parse(line);
    if (!validate(answer)) {
        console.log(`${name}: ${validate.errors.slice(0, 20).map(e => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('; ')}`);
    }
}
