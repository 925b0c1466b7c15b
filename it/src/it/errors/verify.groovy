List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)

// code of the problem -> what else its text says: the place, and a hint that mends it
def expected = [
  ['CONFIG_NOT_FOUND', 'stacktape.yml'],
  ['CONFIG_EMPTY', 'broken/empty.yml'],
  ['CONFIG_SYNTAX', 'broken/syntax.yml:4:'],
  ['CONFIG_UNKNOWN_RESOURCE_TYPE', 'broken/unknown-type.yml:3:11', 'sqs-queue'],
  ['NAME_', 'long-long-', '128'],
  ['ARTIFACT_NOT_COMPILED', 'function.yml:', 'mvn package stacktape:package'],
  ['ARTIFACT_HANDLER_METHOD_MISSING', 'broken/handler.yml:', 'handle'],
  ['AWS_NO_CREDENTIALS'],
  ['AWS_UNKNOWN_REGION', 'eu-west-1'],
  ['AWS_UNREACHABLE', '127.0.0.1:1'],
]

assert runs.size() == expected.size()
runs.eachWithIndex { String run, int index ->
  String number = "run ${index + 1}"
  assert run.contains('BUILD FAILURE') : number
  expected[index].each { String words -> assert run.contains(words) : "$number does not say $words" }
  assert run =~ /error [A-Z][A-Z_]+: / : "$number names no problem"
  assert run.contains('hint: ') : "$number has no hint"
  assert !(run =~ /(?m)^\s+at [\w.$]+\(/) : "$number has a stack trace"
  assert !run.contains('Unable to ') : "$number adds what the SDK says"
}
return true
