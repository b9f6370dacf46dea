"""The lines of practices, part of matrix.py, which says how a line is read."""

PRACTICES = """
# address                          object            method  visitor outsider member lead organizer writer admin

# Practices. The member wrote each of them; the lead reviews the ones in review and disagreed about; the writer is an
# editor. The outsider and the organizer have no part in any.
practices:list                     -                 GET     200     .        .      .    .         .      .
practices:new                      -                 GET     login   200      .      .    .         .      .
practices:new                      -                 POST    login   422      .      .    .         .      .
practices:mine                     -                 GET     login   200      .      .    .         .      .
practices:reviews                  -                 GET     login   200      .      .    .         .      .
practices:take                     call              POST    login   302      .      .    .         .      .
practices:take                     no-call           POST    login   404      .      .    .         .      .
practices:practice                 practice          GET     200     .        .      .    .         .      .
practices:practice                 draft-practice    GET     404     .        200    404  .         200    .
practices:practice                 review-practice   GET     404     .        200    .    404       200    .
practices:edit                     draft-practice    GET     login   404      200    404  .         .      .
practices:edit                     draft-practice    POST    login   404      422    404  .         .      .
practices:edit                     review-practice   GET     login   404      302    404  .         .      .
practices:edit                     practice          GET     login   404      .      .    .         .      .
practices:submit                   draft-practice    GET     login   404      200    404  .         .      .
practices:submit                   draft-practice    POST    login   404      302    404  .         .      .
practices:take_back                review-practice   POST    login   404      302    404  .         .      .
practices:revise                   practice          POST    login   404      302    404  .         .      .
practices:revise                   draft-practice    POST    login   404      302    404  .         .      .
practices:publish                  review-practice   POST    login   404      302    404  .         302    .
practices:publish                  practice          POST    login   404      .      .    .         .      .
practices:versions                 practice          GET     200     .        .      .    .         .      .
practices:versions                 draft-practice    GET     404     .        200    404  .         200    .
practices:version                  practice-version  GET     200     .        .      .    .         .      .
practices:version                  draft-version     GET     404     .        200    404  .         200    .
practices:version                  review-version    GET     404     .        200    .    404       200    .
practices:review                   review-practice   GET     login   404      200    .    404       200    .
practices:review                   practice          GET     login   404      .      .    .         .      .
practices:answer                   review-practice   POST    login   404      .      422  404       .      .
practices:answer                   review-practice   FORM    403     404      .      302  404       .      .
practices:ask                      review-practice   GET     login   404      .      .    .         200    .
practices:ask                      review-practice   POST    login   404      .      .    .         .      .
practices:ask                      review-practice   FORM    403     404      .      .    .         302    .
practices:leave                    review-place      POST    login   404      .      302  404       302    .
practices:leave                    crossed-place     POST    login   404      .      .    .         .      .
practices:third                    split-practice    POST    login   404      .      .    .         302    .
practices:decide                   split-practice    POST    login   404      .      .    .         422    .
practices:decide                   split-practice    FORM    403     404      .      .    .         302    .
practices:adopt                    practice          GET     login   200      .      .    .         .      .
practices:adopt                    practice          POST    login   422      .      .    .         .      .
practices:adopt                    practice          FORM    403     302      422    302  .         .      .
practices:adopt                    draft-practice    GET     login   404      .      .    .         .      .
practices:withdraw                 adoption          POST    login   302      .      .    .         .      .
practices:withdraw                 crossed-adoption  POST    login   404      .      .    .         .      .
practices:check                    practice          GET     login   404      200    404  .         200    .
practices:check                    draft-practice    GET     login   404      .      .    .         .      .
practices:confirm                  practice          POST    login   404      302    404  .         302    .
practices:retire                   practice          POST    login   404      422    404  .         422    .
practices:retire                   practice          FORM    403     404      302    404  .         302    .
practices:bring_back               practice          POST    login   404      302    404  .         302    .
"""
