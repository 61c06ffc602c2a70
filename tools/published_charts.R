# What NHSRplotthedots says of each series of a file: Rscript published_charts.R SERIES.csv ANSWERS.csv
# A line of answers: of each stretch between rebases mean, lower and upper limit; a letter a point (see `letters_of`); assurance.
suppressPackageStartupMessages(library(NHSRplotthedots))
stopifnot(packageVersion("NHSRplotthedots") == "0.2.2")

paths <- commandArgs(trailingOnly = TRUE)
series <- read.csv(paths[[1]], colClasses = "character")
letters_of <- c(
  "Above UCL" = "O", "Below LCL" = "o", "7 Point Trend (Increasing)" = "T", "7 Point Trend (Decreasing)" = "t",
  "2 in 3 Above CL" = "W", "2 in 3 Below CL" = "w", "7 Points Above CL" = "S", "7 Points Below CL" = "s",
  "Common Cause" = "."
)
numbers <- function(text) as.numeric(strsplit(text, " ", fixed = TRUE)[[1]])

answer <- function(row) {
  values <- numbers(row$values)
  days <- as.Date("2000-01-01") + seq_along(values)
  cuts <- numbers(row$rebases)
  drawn <- suppressWarnings(ptd_spc(
    data.frame(day = days, value = values),
    value_field = value, date_field = day,
    rebase = if (length(cuts)) ptd_rebase(days[cuts + 1]) else ptd_rebase(),
    fix_after_n_points = if (row$baseline != "") as.numeric(row$baseline),
    improvement_direction = if (row$better == "higher") "increase" else "decrease",
    target = ptd_target(as.numeric(row$target)),
    screen_outliers = row$screened == "1"
  ))
  invisible(capture.output(said <- summary(drawn)))
  first <- !duplicated(drawn$rebase_group)
  c(
    paste(sprintf("%.10g", rbind(drawn$mean_col[first], drawn$lpl[first], drawn$upl[first])), collapse = " "),
    paste(letters_of[drawn$special_cause_type], collapse = ""),
    utils::tail(said$assurance_type, 1)
  )
}

answers <- do.call(rbind, lapply(seq_len(nrow(series)), function(n) answer(series[n, ])))
colnames(answers) <- c("limits", "causes", "assurance")
write.csv(answers, paths[[2]], row.names = FALSE, quote = FALSE, eol = "\n")
