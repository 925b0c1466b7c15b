package dev.stacktape.it;

import dev.stacktape.StackRequest;

/** What is deployed. */
interface Project {

  /** The stack of the project on the embedded AWS that answers at an endpoint. */
  StackRequest request(String endpoint);
}
