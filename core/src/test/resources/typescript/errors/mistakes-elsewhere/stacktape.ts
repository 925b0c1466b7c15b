import { defineConfig, LambdaFunction, StacktapeLambdaBuildpackPackaging } from 'stacktape';

const shared = {
  architecture: 'arm46', // in what is spread
  timeout: 10
};
const variables = {
  LEVEL: 'debug',
  HOSTS: ['a', 'b'] // in what a name stands for
};
const settings = { size: undefined as { memory: number } | undefined };

export default defineConfig(() => ({
  resources: {
    main: new LambdaFunction({
      ...shared,
      packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: './app.ts' }),
      environment: variables
    } as any),
    web: {
      type: 'web-service',
      properties: {
        packaging: { type: 'prebuilt-image', properties: { image: 'nginx' } },
        resources: { cpu: 0.25, memory: 777 } // not the `resources` of the config
      }
    },
    jobs: { type: 'sqs-queue', properties: { delayMessagesSeconds: 5 } }
  }
}));
