#!/usr/bin/env node
// Writes down which keys, kinds and words a JSON Schema of configs knows, one structure a line, for comparison with
// the schema that is made of our records. See README.md in this folder.

import { readFileSync, writeFileSync } from 'node:fs';

const TARGET = new URL('../core/src/test/resources/surface/surface.jsonl', import.meta.url);

const [schemaFile, version] = process.argv.slice(2);
if (!version) {
  throw new Error('usage: distil-config-surface.mjs <JSON Schema, draft 7> <version that it belongs to>');
}
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const structures = new Map();

structure('Config', schema);
const lines = [...structures.values()].sort((a, b) => order(a.name, b.name));
const header = { format: 1, describes: `configs of Stacktape ${version}`, structures: lines.length };
writeFileSync(TARGET, [header, ...lines].map((line) => JSON.stringify(line) + '\n').join(''));

/** Notes a map with known keys, once. */
function structure(name, object) {
  if (structures.has(name)) {
    return;
  }
  const entry = { name };
  structures.set(name, entry);
  if (object.additionalProperties !== false) {
    entry.open = true;
  }
  if (object.required) {
    entry.required = [...object.required].sort();
  }
  entry.properties = {};
  for (const [key, value] of sorted(object.properties)) {
    entry.properties[key] = kind(value, `${name}.${key}`);
  }
}

/** What a place takes, in our notation. */
function kind(value, place) {
  if (value.$ref) {
    const name = decodeURIComponent(value.$ref.replace('#/definitions/', ''));
    return kind(schema.definitions[name], name);
  }
  if (value.anyOf) {
    return either(value.anyOf.map((part, i) => kind(part, `${place}.${i}`)));
  }
  if (value.const !== undefined || value.enum) {
    return { words: (value.enum ?? [value.const]).sort(order) };
  }
  if (Array.isArray(value.type)) {
    return either(value.type);
  }
  switch (value.type) {
    case 'array':
      return { list: kind(value.items, `${place}[]`) };
    case 'object':
      return object(value, place);
    case undefined:
      return 'any';
    default:
      return value.type;
  }
}

function object(value, place) {
  if (!value.properties && value.additionalProperties !== false) {
    return { map: value.additionalProperties ? kind(value.additionalProperties, `${place}{}`) : 'any' };
  }
  structure(place, value);
  return { structure: place };
}

function either(kinds) {
  const distinct = new Map(kinds.flatMap((k) => k.either ?? [k]).map((k) => [JSON.stringify(k), k]));
  return distinct.size === 1 ? [...distinct.values()][0] : { either: [...distinct.values()] };
}

function sorted(map) {
  return Object.entries(map ?? {}).sort(([a], [b]) => order(a, b));
}

function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
