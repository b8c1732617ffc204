"""The replica of identity's people, organisations and districts that every other service keeps."""
