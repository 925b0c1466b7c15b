List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 4
def (deployed, shown, unknown, deleted) = runs

assert deployed.contains('  build | built for beforeDeploy')
assert deployed.indexOf('build | built') < deployed.indexOf('Deploying')
assert deployed.contains('afterDeploy: show')
assert deployed =~ /  show \|  http:\S+jobs/
assert deployed.contains('warning SCRIPT_FAILED: The script `failing` ended with exit code 3.')
assert deployed.contains('BUILD SUCCESS')
assert new File(basedir, 'built.txt').text == 'built'

assert shown =~ /  show \| debug http:\S+jobs one two/
assert unknown.contains('error SCRIPT_UNKNOWN')
assert unknown.contains('There is build, show, failing.')
assert deleted.indexOf('Deleted in') < deleted.indexOf('show |')
return true
