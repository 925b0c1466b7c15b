const resources: any = { jobs: { type: 'sqs-queue' } };
resources.jobs.properties = { redrivePolicy: resources };

export default { resources };
