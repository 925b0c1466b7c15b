import { defineConfig, LambdaFunction, StacktapeLambdaBuildpackPackaging } from 'stacktape';

// memoryOfAll was renamed
export default defineConfig(({ stage }) => {
  const memory = stage === 'production' ? 2048 : 1024;
  return {
    resources: {
      api: new LambdaFunction({
        packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: 'src/memoryOfAll.ts' }),
        memory: memoryOfAll
      }),
      other: { type: 'sqs-queue', memory }
    }
  };
});
