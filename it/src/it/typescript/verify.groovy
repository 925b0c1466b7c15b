List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 4
def (schema, deployed, refused, deleted) = runs

assert new File(basedir, 'target/stacktape/stacktape.d.ts').text.contains('export class LambdaFunction')

// The project's name stands in the config, which therefore has to run before the stack is known.
assert deployed.contains('Stack from-the-config-dev, stage dev, region eu-west-1, account ')
assert deployed.contains('worker: uploaded')
def template = new File(basedir, 'target/stacktape/from-the-config-dev/template.yml').text
assert template.contains('Description: by deploy')
assert template.contains('DelaySeconds: 3')

assert refused.contains('infra/queue.ts:5:5: error CONFIG_WRONG_TYPE')
assert deleted.contains('Deleted in')
return true
