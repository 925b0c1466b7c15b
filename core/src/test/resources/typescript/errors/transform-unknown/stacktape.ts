import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  resources: {
    jobs: new SqsQueue({
      transforms: { lambda: (properties) => properties, sqsQueuePolicy: (properties) => properties }
    })
  }
}));
