import { defineConfig, LambdaFunction, SqsIntegration, CustomArtifactLambdaPackaging } from 'stacktape';
import { queue } from './infra/queue';

export default defineConfig(({ stage, command, cliArgs }) => {
  const jobs = queue(cliArgs.delay ?? 3);
  const worker = new LambdaFunction({
    packaging: new CustomArtifactLambdaPackaging({ packagePath: 'app', handler: 'app.handle' }),
    runtime: 'python3.12',
    environment: { STAGE: stage, QUEUE: jobs.url },
    events: [new SqsIntegration({ sqsQueueName: jobs })],
    transforms: { lambda: (properties) => ({ ...properties, Description: `by ${command}` }) }
  });
  return { serviceName: 'from-the-config', resources: { jobs, worker } };
});
