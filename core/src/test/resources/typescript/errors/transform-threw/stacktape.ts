import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  resources: {
    jobs: new SqsQueue({
      transforms: {
        sqsQueue: (properties) => {
          return { ...properties, Tags: properties.Tags.none.length };
        }
      }
    })
  }
}));
