import { LambdaFunction, HttpApiIntegration, StacktapeLambdaBuildpackPackaging, DynamoDbTable, type DynamoDbTableProps } from 'stacktape';
import * as path from 'path';
export const crudFunction = (entity: string, verb: string, memory: number): LambdaFunction =>
  new LambdaFunction({
    packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: path.relative(process.cwd(), path.join(__dirname, '..', 'src', 'main.ts')) }),
    memory,
    environment: [{ name: 'ENTITY', value: entity }],
    connectTo: [`${entity}Table`],
    events: [new HttpApiIntegration({ httpApiGatewayName: 'api', method: 'GET', path: `/${entity}/${verb}` })]
  });
export function tables(entities: readonly string[], stage: string) {
  const all: Record<string, DynamoDbTable> = {};
  for (const entity of entities) {
    all[`${entity}Table`] = new DynamoDbTable({ primaryKey: { partitionKey: { name: 'id', type: 'string' } }, enablePointInTimeRecovery: stage === 'production' });
  }
  return all;
}
