// node openbadges.js SCHEMA-FILE < JSON lines {"name", "answer"}: prints one line for each credential that is not valid.
const fs = require('node:fs');
const Ajv = require('ajv/dist/2019');
const addFormats = require('ajv-formats');

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')));
for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const { name, answer } = JSON.parse(line);
    if (!validate(answer)) {
        console.log(`${name}: ${validate.errors.map(e => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('; ')}`);
    }
}
