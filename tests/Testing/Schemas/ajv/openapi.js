// node openapi.js < an OpenAPI 3.1 document on one line, then JSON lines {"name", "schema", "answer"}: prints one line for each
// answer that is not valid. "schema" is the JSON pointer of a schema in the document.
const fs = require('node:fs');
const Ajv = require('ajv/dist/2020');
const addFormats = require('ajv-formats');

const [document, ...answers] = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'document', true);

for (const { name, schema, answer } of answers) {
    const validate = ajv.getSchema(`document#${schema}`);
    if (!validate(answer)) {
        console.log(`${name}: ${validate.errors.map(e => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('; ')}`);
    }
}
