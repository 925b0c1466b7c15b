List<String> runs = new File(basedir, 'build.log').text.split('BUILD (SUCCESS|FAILURE)')
assert runs[0].contains('stacktape.yml is valid: 1 resource, 1 CloudFormation resource.')
assert runs[0].count('skipped (no stacktape config in this module)') == 2

// The quiet run in between says nothing.
assert !runs[1].contains('skipped')
assert !runs[1].contains('is valid')
assert runs[1].contains('error CONFIG_')
return true
