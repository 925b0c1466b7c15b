import { $Var, defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  variables: { shared: { delayMessagesSecond: 5 } },
  resources: {
    jobs: new SqsQueue({
      ...$Var().shared
    })
  }
}));
