import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(() => ({
  resources: { jobs: new SqsQueue({ transforms: { sqsQueue: (properties) => ({ ...properties, DelaySecond: 5 }) } }) },
  finalTransform: (template) => {
    template.Resources.Extra = { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 5, TopicName: "$ResourceParam('none', 'arn')" } };
    return template;
  }
}));
