import { defineConfig, LambdaFunction, SnsTopic, EventBus, KinesisStream, DynamoDbTable, SqsQueue, UserAuthPool, StateMachine, StacktapeLambdaBuildpackPackaging, SnsIntegration, EventBusIntegration, KinesisIntegration, DynamoDbIntegration, ScheduleIntegration, SqsIntegration, CloudwatchLogIntegration, $CfResourceParam } from 'stacktape';
const packaging = new StacktapeLambdaBuildpackPackaging({ entryfilePath: './src/main.ts' });
export default defineConfig(() => {
  const topic = new SnsTopic({});
  const bus = new EventBus({});
  const stream = new KinesisStream({});
  const dlq = new SqsQueue({});
  const queue = new SqsQueue({ redrivePolicy: { targetSqsQueueName: dlq.resourceName, maxReceiveCount: 3 } });
  const table = new DynamoDbTable({ primaryKey: { partitionKey: { name: 'id', type: 'string' } }, streamType: 'NEW_IMAGE' });
  const main = new LambdaFunction({
    packaging,
    events: [
      new SnsIntegration({ snsTopicName: topic.resourceName, filterPolicy: { kind: ['a'] } }),
      new EventBusIntegration({ eventBusName: bus.resourceName, eventPattern: { source: ['app'], 'detail-type': ['created'] } }),
      new KinesisIntegration({ kinesisStreamName: stream.resourceName, batchSize: 10, startingPosition: 'LATEST' }),
      new DynamoDbIntegration({ streamArn: table.streamArn, batchSize: 1 }),
      new ScheduleIntegration({ scheduleRate: 'cron(0 18 ? * MON-FRI *)' }),
      new SqsIntegration({ sqsQueueName: queue.resourceName })
    ],
    alarms: [{ trigger: { type: 'lambda-error-rate', properties: { thresholdPercent: 5 } }, evaluation: { period: 60, evaluationPeriods: 5 }, notificationTargets: [{ type: 'slack', properties: { conversationId: 'C1', accessToken: 'x' } }] }]
  });
  const pool = new UserAuthPool({ userVerificationType: 'email-code', passwordPolicy: { minimumLength: 12 }, hooks: { postConfirmation: main.arn } } as any);
  return { resources: { topic, bus, stream, dlq, queue, table, main } };
});
