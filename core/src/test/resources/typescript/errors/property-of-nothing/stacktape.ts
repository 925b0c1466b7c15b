import { defineConfig, SqsQueue } from 'stacktape';

const sizes: Record<string, { delay: number }> = { production: { delay: 5 } };

export default defineConfig(({ stage }) => ({
  resources: {
    jobs: new SqsQueue({
      fifoEnabled: false,
      delayMessagesSecond: sizes[stage].delay
    })
  }
}));
