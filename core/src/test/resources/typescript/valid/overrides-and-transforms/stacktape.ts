import { defineConfig, LambdaFunction, SqsQueue, Bucket, StacktapeLambdaBuildpackPackaging } from 'stacktape';

export default defineConfig(() => {
  const jobs = new SqsQueue({ visibilityTimeoutSeconds: 60, overrides: { sqsQueue: { DelaySeconds: 5 } } });
  const files = new Bucket({
    accessibility: { accessibilityMode: 'private' },
    versioning: true,
    lifecycleRules: [{ type: 'expiration', properties: { daysAfterUpload: 30, prefix: 'tmp/' } }],
    transforms: { bucket: (p) => ({ ...p, AccelerateConfiguration: { AccelerationStatus: 'Enabled' } }) }
  });
  const worker = new LambdaFunction({
    packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: 'src/main.ts' }),
    events: [{ type: 'sqs', properties: { sqsQueueName: jobs.resourceName, batchSize: 5, maxBatchWindowSeconds: 1 } }, { type: 's3', properties: { bucketArn: files.arn, s3EventType: 's3:ObjectCreated:*', filterRule: { prefix: 'in/' } } }],
    connectTo: [files],
    iamRoleStatements: [{ Resource: ['*'], Effect: 'Allow', Action: ['ses:SendEmail'] }],
    overrides: { lambda: { Description: 'does jobs', 'TracingConfig.Mode': 'Active' } },
    transforms: { lambda: (props) => ({ ...props, MemorySize: (props.MemorySize ?? 1024) * 2 }), lambdaLogGroup: (props) => ({ ...props, RetentionInDays: 3 }) }
  });
  return {
    resources: { jobs, files, worker },
    cloudformationResources: { Extra: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'x' } } },
    finalTransform: (template) => {
      for (const resource of Object.values(template.Resources as Record<string, any>)) {
        if (resource.Type === 'AWS::Lambda::Function') resource.Metadata = { owner: 'core' };
      }
      return template;
    }
  };
});
