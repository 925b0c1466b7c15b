package posts; class SavePost { public Object handleRequest(Object event) { return event; } }
