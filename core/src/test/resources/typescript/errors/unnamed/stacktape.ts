import { defineConfig, DynamoDbTable, LambdaFunction, StacktapeLambdaBuildpackPackaging } from 'stacktape';

export default defineConfig(() => {
  const table = new DynamoDbTable({ primaryKey: { partitionKey: { name: 'id', type: 'string' } } });
  const worker = new LambdaFunction({
    packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: './app.py' }),
    connectTo: [table]
  });
  return { resources: { worker } };
});
