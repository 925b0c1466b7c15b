/** What a deployment is going to do: deployed and wanted state in, changes and route out. Pure. */
@NullMarked
package dev.stacktape.plan;

import org.jspecify.annotations.NullMarked;
