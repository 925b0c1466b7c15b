package com.acme

fun handle(order: Map<String, Any>): String = "saved $order"
