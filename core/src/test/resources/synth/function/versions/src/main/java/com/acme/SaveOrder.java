package com.acme;

class SaveOrder {}
