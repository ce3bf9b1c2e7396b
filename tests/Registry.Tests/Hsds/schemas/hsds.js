// node hsds.js FOLDER-OF-THE-PUBLISHED-SCHEMAS < JSON lines {"name", "schema", "answer"}: prints one line for each answer that is not valid.
// "schema" is the name of a compiled schema; "schema#list" means a page of it.
const fs = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv/dist/2020');
const addFormats = require('ajv-formats');

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const published = name => JSON.parse(fs.readFileSync(path.join(process.argv[2], name + '.json'), 'utf8'));
const openapi = published('openapi');
const page = openapi.components.schemas.Page;
const validators = new Map();

// The schemas allow any member; a misspelt one would pass. Here only the standard's own members do.
function closed(schema) {
    if (Array.isArray(schema)) return schema.map(closed);
    if (schema === null || typeof schema !== 'object') return schema;
    const copy = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'example' && key !== 'constraints').map(([key, value]) =>
        key === 'properties' ? [key, Object.fromEntries(Object.entries(value).map(([name, member]) => [name, closed(member)]))] : [key, closed(value)]));
    return copy.properties ? { ...copy, additionalProperties: false } : copy;
}

// HSDS publishes no compiled schema of terms and taxonomies; the compiled ones contain them. Of the entrance all members are optional there.
function read(name) {
    const term = () => published('service').properties.attributes.items.properties.taxonomy_term;
    const entrance = () => openapi.paths['/'].get.responses['200'].content['application/json'].schema;
    switch (name) {
        case 'taxonomy_term': return term();
        case 'taxonomy': return term().properties.taxonomy_detail;
        case 'entrance': return { ...entrance(), required: Object.keys(entrance().properties) };
        default: return published(name);
    }
}

function validatorOf(name) {
    if (!validators.has(name)) {
        const [schema, list] = name.split('#');
        const item = closed(read(schema));
        const required = Object.keys(page.properties).concat('contents');
        validators.set(name, ajv.compile(!list ? item : {
            type: 'object', required, additionalProperties: false,
            properties: { ...page.properties, contents: { type: 'array', items: item } },
        }));
    }
    return validators.get(name);
}

for (const line of fs.readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const { name, schema, answer } = JSON.parse(line);
    const validate = validatorOf(schema);
    if (!validate(answer)) {
        console.log(`${name}: ${validate.errors.map(e => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('; ')}`);
    }
}
