/** Plans between being shown and being carried out, and who has to agree to them. */
@NullMarked
package dev.stacktape.mcp.approval;

import org.jspecify.annotations.NullMarked;
