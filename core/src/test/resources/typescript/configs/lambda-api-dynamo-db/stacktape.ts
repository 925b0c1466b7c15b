import * as s from 'stacktape';

const anyPath = (api: s.HttpApiGateway) =>
  ['/', '/{proxy+}'].map((path) => new s.HttpApiIntegration({ httpApiGatewayName: api, path, method: '*' }));

export const getConfig = s.defineConfig(() => {
  const apiGateway = new s.HttpApiGateway({ cors: { enabled: true } });
  const postsTable = new s.DynamoDbTable({ primaryKey: { partitionKey: { name: 'id', type: 'string' } } });
  const api = new s.LambdaFunction('api', {
    packaging: new s.StacktapeLambdaBuildpackPackaging({ entryfilePath: './src/index.ts' }),
    memory: 512,
    connectTo: [postsTable],
    events: anyPath(apiGateway)
  });
  return { resources: { apiGateway, postsTable, api } };
});
