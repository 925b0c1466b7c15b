import java.util.zip.ZipFile

List<String> runs = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
def (first, second) = runs

assert first.count('Stack multi-module-dev, stage dev') == 1
assert first.indexOf('Building functions') < first.indexOf('Stack multi-module-dev')
assert first.contains('greet: AWS::Lambda::Function GreetFunction created')

// Made from classes folders as well as from jars, the artifact is the same.
assert second.contains('Nothing differs from what is deployed')

def zips = new File(basedir, 'target/stacktape/artifacts').listFiles().findAll { it.name.endsWith('.zip') }
assert zips.size() == 1
new ZipFile(zips[0]).withCloseable { zip ->
  def names = zip.entries()*.name
  assert names.contains('com/example/Greet.class')
  assert names.any { it ==~ 'lib/.*shared.*\\.jar' }
  assert !names.contains('com/example/Greeting.class')
}
return true
