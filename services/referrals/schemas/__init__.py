"""Shapes of requests and answers, one module for each part of the service. Which of its fields a caller gets is for
`views` to say."""
