package com.acme;

class Ship {}
