/** Amazon EC2: networks, as far as they can be looked at. */
@NullMarked
package dev.stacktape.local.ec2;

import org.jspecify.annotations.NullMarked;
