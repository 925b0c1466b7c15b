import groovy.json.JsonSlurper

List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 7
def (first, second, diff, swap, info, refused, deleted) = runs

def folder = new File(basedir, 'target/stacktape/single-module-dev')
def report = new JsonSlurper().parse(new File(folder, 'stack-info.json'))
assert report.stackName == 'single-module-dev'
assert new File(folder, 'template.yml').text.contains('AWS::Lambda::Function')

assert first.contains('Stack single-module-dev, stage dev, region eu-west-1, account ')
assert first.contains('greet: uploaded')
assert first.contains('notes: AWS::DynamoDB::GlobalTable NotesGlobalTable created')
assert first.indexOf('Stack single-module-dev') < first.indexOf('Uploading')

assert second.contains('Nothing differs from what is deployed')
assert !second.contains('uploaded')
assert !second.contains('created')
assert second.contains('BUILD SUCCESS')

assert diff.contains('~ GreetFunction (AWS::Lambda::Function)')
assert !diff.contains('Deploying')
assert new File(basedir, 'target/diff.txt').text.contains('~ GreetFunction')

assert swap.contains('greet: code swapped in')
assert !swap.contains('Deploying')
assert info.contains('UPDATE_COMPLETE') || info.contains('CREATE_COMPLETE')
assert info =~ /hot-swapped \S+ by \S+: Code/

assert refused.contains('error DATA_LOSS_NOT_ALLOWED')
assert refused.contains('stacktape.yml:2:3')
assert refused.contains('-Dstacktape.allowDataLoss=notes')
assert !refused.contains('Deleting in')
assert deleted.contains('Deleted in')
assert deleted.contains('notes: AWS::DynamoDB::GlobalTable NotesGlobalTable deleted')
return true
