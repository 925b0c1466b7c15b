/** What CloudFormation would do, tried on the embedded AWS. */
@NullMarked
package dev.stacktape.mcp.rehearsal;

import org.jspecify.annotations.NullMarked;
