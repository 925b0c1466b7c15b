package dev.stacktape.resource.workflow;

import dev.stacktape.config.Doc;

@Doc("A Step Functions state machine, which runs steps one after another.")
public record StateMachineProperties(
    @Doc("The steps, in Amazon States Language.") StateMachineDefinition definition) {}
