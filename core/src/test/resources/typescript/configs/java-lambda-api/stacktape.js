const { defineConfig, DynamoDbTable, HttpApiGateway, HttpApiIntegration, LambdaFunction, StacktapeLambdaBuildpackPackaging } = require('stacktape');

module.exports = defineConfig(({ stage }) => {
  const mainApiGateway = new HttpApiGateway({ cors: { enabled: true } });
  const mainDynamoDbTable = new DynamoDbTable({ primaryKey: { partitionKey: { name: 'id', type: 'string' } } });
  const resources = { mainApiGateway, mainDynamoDbTable };
  for (const [name, method] of Object.entries({ SavePost: 'POST', GetPosts: 'GET' })) {
    resources[name[0].toLowerCase() + name.slice(1)] = new LambdaFunction({
      packaging: new StacktapeLambdaBuildpackPackaging({
        entryfilePath: `./src/main/java/posts/${name}.java`,
        languageSpecificConfig: { javaVersion: stage === 'dev' ? 17 : 21 }
      }),
      memory: 512,
      connectTo: [mainDynamoDbTable],
      events: [new HttpApiIntegration({ httpApiGatewayName: mainApiGateway, path: '/posts', method })]
    });
  }
  return { resources };
});
