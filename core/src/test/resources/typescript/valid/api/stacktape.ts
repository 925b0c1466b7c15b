import { defineConfig, HttpApiGateway, HttpApiIntegration, LambdaFunction, StacktapeLambdaBuildpackPackaging, DynamoDbTable } from 'stacktape';

export default defineConfig(({ stage, projectName, region, cliArgs, command, awsProfile, user }) => {
  const isProd = stage === 'production';
  const mainApiGateway = new HttpApiGateway({
    cors: { enabled: true, allowedMethods: ['GET', 'POST'], allowedOrigins: isProd ? ['https://example.com'] : ['*'] },
    logging: { format: 'JSON', retentionDays: 30 }
  });
  const table = new DynamoDbTable({
    primaryKey: { partitionKey: { name: 'pk', type: 'string' }, sortKey: { name: 'sk', type: 'string' } },
    streamType: 'NEW_AND_OLD_IMAGES',
    enablePointInTimeRecovery: isProd,
    secondaryIndexes: [{ name: 'gsi1', partitionKey: { name: 'gsi1pk', type: 'string' }, sortKey: { name: 'gsi1sk', type: 'number' } }]
  });
  const handler = new LambdaFunction({
    packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: './src/main.ts', languageSpecificConfig: { nodeVersion: 20 } }),
    memory: isProd ? 2048 : 512,
    timeout: 29,
    runtime: 'nodejs20.x',
    environment: { TABLE_NAME: table.resourceName, TABLE_ARN: table.arn, STAGE: stage, DEBUG: !isProd, LIMIT: 10, NONE: undefined, REGION: region, PROJECT: projectName },
    connectTo: [table, 'aws:ses'],
    events: [
      new HttpApiIntegration({ httpApiGatewayName: mainApiGateway.resourceName, path: '/{proxy+}', method: '*' }),
      { type: 'schedule', properties: { scheduleRate: 'rate(5 minutes)', input: { source: 'cron' } } }
    ],
    ...(isProd && { reservedConcurrency: 10 })
  });
  return { resources: { mainApiGateway, table, handler } };
});
