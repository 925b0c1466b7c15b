List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert runs.size() == 5
def (init, deployed, again, quickened, quick) = runs

assert init.contains('Wrote stacktape.yml')
assert init.contains('mvn stacktape:validate')
assert !init.contains('<plugin>')
assert new File(basedir, 'src/main/java/com/example/first/Hello.java').exists()
assert new File(basedir, 'target/stacktape/stacktape.schema.json').exists()

assert deployed.contains('stacktape.yml is valid')
assert deployed.contains('hello: AWS::Lambda::Function HelloFunction created')
assert new File(basedir, '.stacktape-stack-info/first-steps-dev.json').exists()

assert again.contains('error STARTER_CONFIG_EXISTS')

assert quickened.contains('Added to ')
assert new File(basedir, '.mvn/classes.jsa').length() > 1_000_000
assert new File(basedir, '.mvn/.gitignore').text == 'classes.jsa\n'
def options = new File(basedir, '.mvn/jvm.config').readLines()
assert options.first() == '-Xmx1g'
assert options.contains('-XX:SharedArchiveFile=.mvn/classes.jsa')
assert quick.contains('stacktape.yml is valid')
assert !quick.contains('[warning]')
return true
