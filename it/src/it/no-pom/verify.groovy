import groovy.json.JsonSlurper

List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def (validated, synthesized, deployed, info) = runs

assert validated.contains('stacktape.yml is valid: 3 resources')
def template = new JsonSlurper().parse(new File(basedir, 'template.json'))
assert template.Resources.values()*.Type.contains('AWS::SQS::Queue')

assert deployed.contains('Stack no-pom-test, stage test')
assert deployed.contains('echo: uploaded')
assert new File(basedir, 'target/stacktape/no-pom-test/stack-info.json').file
assert info.contains('CREATE_COMPLETE')
return true
