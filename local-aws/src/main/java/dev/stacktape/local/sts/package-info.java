/** AWS Security Token Service: who am I, and temporary credentials that all lead to the account. */
@NullMarked
package dev.stacktape.local.sts;

import org.jspecify.annotations.NullMarked;
