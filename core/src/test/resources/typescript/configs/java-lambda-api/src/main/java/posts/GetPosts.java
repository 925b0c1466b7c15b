package posts; class GetPosts { public Object handleRequest(Object event) { return event; } }
