const { defineConfig, SqsQueue } = require('stacktape');
module.exports = defineConfig(() => ({ resources: { jobs: new SqsQueue() } }));
