import { defineConfig, LambdaFunction, StateMachine, StacktapeLambdaBuildpackPackaging } from 'stacktape';
export default defineConfig(() => {
  const step = new LambdaFunction({ packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: './src/main.ts' }) });
  const flow = new StateMachine({
    definition: {
      StartAt: 'Check',
      States: {
        Check: { Type: 'Task', Resource: step.arn, Next: 'Choose', Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }] },
        Choose: { Type: 'Choice', Choices: [{ Variable: '$.ok', BooleanEquals: true, Next: 'Done' }], Default: 'Failed' },
        Done: { Type: 'Succeed' },
        Failed: { Type: 'Fail', Cause: 'no' }
      }
    }
  });
  return { resources: { step, flow } };
});
