"""The lines of the library, part of matrix.py, which says how a line is read."""

LIBRARY = """
# address                          object            method  visitor outsider member lead organizer writer admin

# The library. The writer is an editor; nobody else writes here.
library:list                       -                 GET     200     .        .      .    .         .      .
library:new                        -                 GET     login   404      .      .    .         200    .
library:new                        -                 POST    login   404      .      .    .         422    .
library:new                        -                 FORM    403     404      .      .    .         302    .
library:resource                   resource          GET     200     .        .      .    .         .      .
library:resource                   lib-draft         GET     404     .        .      .    .         200    .
library:facts                      resource          GET     login   404      .      .    .         200    .
library:facts                      resource          POST    login   404      .      .    .         422    .
library:facts                      resource          FORM    403     404      .      .    .         302    .
library:draft                      lib-draft         GET     login   404      .      .    .         200    .
library:draft                      lib-draft         POST    login   404      .      .    .         422    .
library:draft                      lib-draft         FORM    403     404      .      .    .         302    .
library:draft                      resource          GET     login   404      .      .    .         .      .
library:add_file                   lib-draft         GET     login   404      .      .    .         200    .
library:add_file                   lib-draft         POST    login   404      .      .    .         422    .
library:note_file                  lib-draft-file    GET     login   404      .      .    .         200    .
library:note_file                  lib-draft-file    POST    login   404      .      .    .         422    .
library:note_file                  lib-draft-file    FORM    403     404      .      .    .         302    .
library:note_file                  lib-crossed-file  GET     login   404      .      .    .         .      .
library:remove_file                lib-draft-file    POST    login   404      .      .    .         302    .
library:remove_file                lib-crossed-file  POST    login   404      .      .    .         .      .
library:publish                    lib-draft         POST    login   404      .      .    .         302    .
library:publish                    resource          POST    login   404      .      .    .         .      .
library:new_version                resource          POST    login   404      .      .    .         302    .
library:supersede                  resource          GET     login   404      .      .    .         200    .
library:supersede                  resource          POST    login   404      .      .    .         422    .
library:supersede                  resource          FORM    403     404      .      .    .         302    .
library:bring_back                 resource          POST    login   404      .      .    .         302    .
library:version                    resource-version  GET     200     .        .      .    .         .      .
library:version                    resource-draft    GET     404     .        .      .    .         200    .
library:withdraw                   resource-version  GET     login   404      .      .    .         200    .
library:withdraw                   resource-version  POST    login   404      .      .    .         422    .
library:withdraw                   resource-version  FORM    403     404      .      .    .         302    .
library:withdraw                   resource-draft    GET     login   404      .      .    .         .      .
library:download                   resource-file     GET     200     .        .      .    .         .      .
library:download                   file-of-draft     GET     404     .        .      .    .         200    .
library:download                   file-of-another   GET     404     .        .      .    .         .      .
"""
