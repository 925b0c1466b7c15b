import { defineConfig } from 'stacktape';
import { crudFunction, tables } from './infra/factory';
import limits from './infra/limits.json';

const entities = ['user', 'order', 'invoice'] as const;
type Entity = (typeof entities)[number];

export default defineConfig(({ stage }) => {
  const functions = Object.fromEntries(
    entities.flatMap((entity: Entity) => (['get', 'list'] as const).map((verb) => [`${verb}${entity[0].toUpperCase()}${entity.slice(1)}`, crudFunction(entity, verb, limits.memory)]))
  );
  return { resources: { api: { type: 'http-api-gateway' }, ...tables(entities, stage), ...functions } };
});
