import java.util.concurrent.TimeUnit

List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 7
def (first, versions, shown, looked, json, unknown, refused) = runs

assert first.contains('echo: uploaded')
assert first.contains('jobs: AWS::SQS::Queue JobsQueue created')

// Two deployments, then the first again, which is a version of its own.
assert versions.contains('jobs: AWS::SQS::Queue JobsQueue updated')
assert versions =~ /2  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  \S+.*\(deployed\)/
assert versions =~ /3  \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  \S+.*brought back version 1  \(deployed\)/

assert shown.contains('UPDATE_COMPLETE')
assert shown.contains('JobsQueue')
assert shown =~ /(?i)queue.*operating-dev-jobs/
assert shown.contains('BUILD SUCCESS')

assert looked.contains('operating-dev is as it was deployed')
assert looked.contains('Nobody holds a lock on this stack.')
assert looked =~ /operating-dev  last deployed \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, expires \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/
assert !looked.contains('Deleting')
assert looked.contains('BUILD SUCCESS')

assert json.contains('"inSync"')
assert json.contains('"lastActivity"')
assert json.contains('BUILD SUCCESS')

assert unknown.contains('ecko')
assert unknown.contains('echo')
assert refused.contains('error VERSION_NOT_FOUND')

// What watches ends with a signal, so it runs here.
def windows = System.getProperty('os.name').startsWith('Windows')
def maven = new File(System.getProperty('maven.home'), windows ? 'bin/mvn.cmd' : 'bin/mvn')
def log = new File(basedir, 'watch.log')
def app = new File(basedir, 'app/app.py')
def settings = new File(basedir, '../interpolated-settings.xml')
def command = [maven.path, '-B', '-ntp', "-Dmaven.repo.local=${localRepositoryPath}".toString(), 'stacktape:watch']
if (settings.exists()) {
    command.addAll(1, ['-s', settings.canonicalPath])
}
def watch = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).redirectOutput(log).start()
try {
    def waitFor = { String text ->
        for (int i = 0; i < 600 && !log.text.contains(text) && watch.alive; i++) {
            Thread.sleep(100)
        }
        assert log.text.contains(text)
    }
    waitFor('Watching this folder. Ctrl-C ends it.')
    app.text = app.text.replace('hello', 'good evening')
    waitFor('echo: code swapped in')
} finally {
    watch.destroy()
    watch.waitFor(20, TimeUnit.SECONDS) || watch.destroyForcibly()
}
return true
