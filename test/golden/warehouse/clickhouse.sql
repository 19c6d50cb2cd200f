-- experiment look
WITH look__met AS (
SELECT
CAST(`user_id` AS Nullable(String)) AS met_unit,
toUnixTimestamp64Micro(toDateTime64(`exposed_at`, 6, 'UTC')) AS met_at,
CASE CASE WHEN JSONType(`properties`, {p0:String}) = 'String' THEN JSONExtractString(`properties`, {p0:String}) END WHEN {p1:String} THEN 1 WHEN {p2:String} THEN 2 ELSE 0 END AS met_arm,
CASE WHEN (match(JSONExtract(`properties`, {p3:String}, 'Nullable(String)'), {p4:String})) THEN 1 ELSE 0 END AS met_test,
JSONExtract(`properties`, {p5:String}, 'Nullable(String)') AS met_dimension_0
FROM `analytics`.`exposures`
WHERE `name` = {p6:String}
AND CASE WHEN JSONType(`properties`, {p7:String}) = 'String' THEN JSONExtractString(`properties`, {p7:String}) END = {p8:String}
AND `exposed_at` >= toDateTime64('2026-03-01 00:00:00', 6, 'UTC')
AND `exposed_at` < toDateTime64('2026-03-18 00:00:00', 6, 'UTC')
AND toUnixTimestamp64Micro(toDateTime64(`exposed_at`, 6, 'UTC')) >= {p9:Int64}
AND toUnixTimestamp64Micro(toDateTime64(`exposed_at`, 6, 'UTC')) < {p10:Int64}
AND `user_id` IS NOT NULL
),
look__grouped AS (
SELECT
met_unit AS grouped_unit,
MIN(CASE WHEN met_arm > 0 THEN met_arm END) AS lowest_arm,
MAX(met_arm) AS highest_arm,
MIN(CASE WHEN met_arm > 0 THEN met_at END) AS earliest_at,
MIN(CASE WHEN met_arm > 0 THEN (leftPad(toString(met_at), 20, '0') || CASE WHEN met_dimension_0 IS NULL THEN '0' ELSE ('1' || met_dimension_0) END) END) AS earliest_0
FROM look__met
GROUP BY met_unit
HAVING MAX(met_test) = 0
),
look__units AS (
SELECT
grouped_unit AS unit,
CASE WHEN lowest_arm < highest_arm THEN -1 ELSE highest_arm END AS arm,
earliest_at AS first_at,
CASE WHEN substr(earliest_0, 21, 1) = '1' THEN substr(earliest_0, 22) END AS dimension_0
FROM look__grouped
),
look__scan_0 AS (
SELECT DISTINCT
CAST(`user_id` AS Nullable(String)) AS event_unit,
CAST(`at` * 1000 AS Int64) AS happened_at,
`name` AS event_name,
CASE WHEN `name` IN ({p11:String}) THEN JSONExtract(`properties`, {p12:String}, 'Nullable(String)') END AS text_0,
CASE WHEN `name` IN ({p13:String}) THEN JSONExtract(`properties`, {p14:String}, 'Nullable(String)') END AS text_1,
CASE WHEN `name` IN ({p11:String}) THEN JSONExtract(`properties`, {p15:String}, 'Nullable(String)') END AS text_2,
CASE WHEN `name` IN ({p11:String}) THEN JSONExtract(`properties`, {p16:String}, 'Nullable(String)') END AS text_3,
`event_id` AS event_id
FROM `analytics`.`events`
WHERE `name` IN ({p11:String}, {p13:String})
AND `at` >= 1771718400000
AND `at` < 1773792000000
AND `day` >= toDateTime64('2026-02-22 00:00:00', 6, 'UTC')
AND `day` < toDateTime64('2026-03-18 00:00:00', 6, 'UTC')
AND CAST(`at` * 1000 AS Int64) >= {p17:Int64}
AND CAST(`at` * 1000 AS Int64) < {p10:Int64}
AND `user_id` IS NOT NULL
),
look__happened AS (
SELECT
event_unit,
happened_at,
CASE WHEN text_0 IS NOT NULL AND (CASE WHEN match(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isFinite(accurateCastOrNull(text_0, 'Float64')) THEN accurateCastOrNull(text_0, 'Float64') END) IS NULL THEN 1 ELSE 0 END AS bad_0,
CASE WHEN text_1 IS NOT NULL AND (CASE WHEN match(text_1, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isFinite(accurateCastOrNull(text_1, 'Float64')) THEN accurateCastOrNull(text_1, 'Float64') END) IS NULL THEN 1 ELSE 0 END AS bad_1,
CASE WHEN event_name = {p11:String} THEN 1 ELSE 0 END AS hit_0,
CASE WHEN event_name = {p13:String} THEN 1 ELSE 0 END AS hit_1,
CASE WHEN (event_name = {p11:String}) AND ((CASE WHEN match(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isFinite(accurateCastOrNull(text_0, 'Float64')) THEN accurateCastOrNull(text_0, 'Float64') END) > {p18:Float64}) AND (position(translate(text_3, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), {p19:String}) > 0) THEN 1 ELSE 0 END AS hit_2,
CASE WHEN match(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isFinite(accurateCastOrNull(text_0, 'Float64')) THEN accurateCastOrNull(text_0, 'Float64') END AS number_0,
CASE WHEN match(text_1, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isFinite(accurateCastOrNull(text_1, 'Float64')) THEN accurateCastOrNull(text_1, 'Float64') END AS number_1,
text_2
FROM look__scan_0
),
look__joined AS (
SELECT
unit,
arm,
first_at,
dimension_0,
number_0,
bad_0,
number_1,
bad_1,
text_2,
CASE WHEN hit_0 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_0,
CASE WHEN hit_0 = 1 AND happened_at >= first_at - 604800000000 AND happened_at < first_at THEN 1 ELSE 0 END AS in_1,
CASE WHEN hit_1 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_2,
CASE WHEN hit_2 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_3
FROM look__happened
RIGHT JOIN look__units ON event_unit = unit
),
look__totals AS (
SELECT
MAX(arm) AS unit_arm,
MAX(first_at) AS unit_first_at,
MAX(dimension_0) AS unit_dimension_0,
SUM(in_0) AS m0_total,
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= {p20:Float64} THEN number_0 END) AS m1_total,
SUM(CASE WHEN in_1 = 1 AND abs(number_0) <= {p20:Float64} THEN number_0 END) AS m1_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= {p20:Float64} THEN bad_0 ELSE 1 END ELSE 0 END) + SUM(CASE WHEN in_1 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= {p20:Float64} THEN bad_0 ELSE 1 END ELSE 0 END) AS m1_unusable,
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= {p20:Float64} THEN number_0 END) AS m2_total,
SUM(in_2) AS m2_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= {p20:Float64} THEN bad_0 ELSE 1 END ELSE 0 END) AS m2_unusable,
AVG(CASE WHEN in_2 = 1 AND abs(number_1) <= {p20:Float64} THEN number_1 END) AS m3_total,
SUM(CASE WHEN in_2 = 1 THEN CASE WHEN number_1 IS NULL OR abs(number_1) <= {p20:Float64} THEN bad_1 ELSE 1 END ELSE 0 END) AS m3_unusable,
COUNT(DISTINCT CASE WHEN in_3 = 1 THEN text_2 END) AS m4_total
FROM look__joined
GROUP BY unit
),
look__valued AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
CAST(CASE WHEN m0_total >= {p21:Float64} THEN 1 ELSE 0 END AS Nullable(Float64)) AS m0_value,
CAST(coalesce(m1_total, 0) AS Nullable(Float64)) AS m1_value,
CAST(coalesce(m1_second_total, 0) AS Nullable(Float64)) AS m1_second,
m1_unusable,
CAST(coalesce(m2_total, 0) AS Nullable(Float64)) AS m2_value,
CAST(coalesce(m2_second_total, 0) AS Nullable(Float64)) AS m2_second,
m2_unusable,
CAST(m3_total AS Nullable(Float64)) AS m3_value,
m3_unusable,
CAST(coalesce(m4_total, 0) AS Nullable(Float64)) AS m4_value
FROM look__totals
),
look__pooled AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value,
CASE WHEN m1_value <> 0 AND unit_arm > 0 THEN m1_value END AS m1_pooled
FROM look__valued
),
look__ranked AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value,
m1_pooled,
ROW_NUMBER() OVER (PARTITION BY CASE WHEN m1_pooled IS NULL THEN 1 ELSE 0 END ORDER BY m1_pooled) - 1 AS m1_pooled_rank,
COUNT(m1_pooled) OVER () AS m1_pooled_n
FROM look__pooled
),
look__placed AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value,
m1_pooled,
m1_pooled_rank,
(m1_pooled_n - 1) * ({p22:Float64}) AS m1_place
FROM look__ranked
),
look__with_caps AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value,
MAX(CASE WHEN m1_pooled_rank = floor(m1_place) THEN m1_pooled END) OVER () + MAX(m1_place - floor(m1_place)) OVER () * (MAX(CASE WHEN m1_pooled_rank = ceil(m1_place) THEN m1_pooled END) OVER () - MAX(CASE WHEN m1_pooled_rank = floor(m1_place) THEN m1_pooled END) OVER ()) AS m1_cap
FROM look__placed
),
look__capped AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
CASE WHEN m1_value > m1_cap THEN m1_cap ELSE m1_value END AS m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value
FROM look__with_caps
),
look__sliced AS (
SELECT
part,
CASE part WHEN 1 THEN intDiv(unit_first_at, 86400000000) END AS day,
CASE part WHEN 2 THEN unit_dimension_0 END AS label,
unit_arm AS arm,
CASE WHEN part <> 1 THEN m0_value ELSE CAST(NULL AS Nullable(Float64)) END AS in_m0_value,
CASE WHEN part <> 1 THEN m1_value ELSE CAST(NULL AS Nullable(Float64)) END AS in_m1_value,
CASE WHEN part <> 1 THEN m1_second ELSE CAST(NULL AS Nullable(Float64)) END AS in_m1_second,
CASE WHEN part <> 1 THEN m1_unusable ELSE 0 END AS in_m1_unusable,
CASE WHEN part <> 1 THEN m2_value ELSE CAST(NULL AS Nullable(Float64)) END AS in_m2_value,
CASE WHEN part <> 1 THEN m2_second ELSE CAST(NULL AS Nullable(Float64)) END AS in_m2_second,
CASE WHEN part <> 1 THEN m2_unusable ELSE 0 END AS in_m2_unusable,
CASE WHEN part <> 1 THEN m3_value ELSE CAST(NULL AS Nullable(Float64)) END AS in_m3_value,
CASE WHEN part <> 1 THEN m3_unusable ELSE 0 END AS in_m3_unusable,
CASE WHEN part <> 1 THEN m4_value ELSE CAST(NULL AS Nullable(Float64)) END AS in_m4_value
FROM look__capped
CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1 AS part UNION ALL SELECT 2 AS part) AS parts
),
look__spread AS (
SELECT
part,
day,
label,
arm,
in_m0_value,
in_m1_value,
in_m1_second,
in_m1_unusable,
in_m2_value,
in_m2_second,
in_m2_unusable,
in_m3_value,
in_m3_unusable,
in_m4_value,
ROW_NUMBER() OVER (PARTITION BY part, day, label, arm, CASE WHEN in_m3_value IS NULL THEN 1 ELSE 0 END ORDER BY in_m3_value) - 1 AS in_m3_value_rank,
COUNT(in_m3_value) OVER (PARTITION BY part, day, label, arm) AS in_m3_value_n
FROM look__sliced
),
look__at_places AS (
SELECT
part,
day,
label,
arm,
in_m0_value,
in_m1_value,
in_m1_second,
in_m1_unusable,
in_m2_value,
in_m2_second,
in_m2_unusable,
in_m3_value,
in_m3_unusable,
in_m4_value,
in_m3_value_rank,
in_m3_value_n,
(in_m3_value_n - 1) * ({p23:Float64}) AS m3_mean_place,
(in_m3_value_n - 1) * (CASE WHEN {p23:Float64} > {p24:Float64} * sqrt({p23:Float64} * (1 - {p23:Float64}) / nullif(in_m3_value_n, 0)) THEN {p23:Float64} - {p24:Float64} * sqrt({p23:Float64} * (1 - {p23:Float64}) / nullif(in_m3_value_n, 0)) ELSE 0 END) AS m3_second_mean_place,
(in_m3_value_n - 1) * (CASE WHEN {p23:Float64} + {p24:Float64} * sqrt({p23:Float64} * (1 - {p23:Float64}) / nullif(in_m3_value_n, 0)) < 1 THEN {p23:Float64} + {p24:Float64} * sqrt({p23:Float64} * (1 - {p23:Float64}) / nullif(in_m3_value_n, 0)) ELSE 1 END) AS m3_second_variance_place
FROM look__spread
)
SELECT
part,
day,
label,
arm,
COUNT(*) AS units,
COUNT(in_m0_value) AS m0_n,
AVG(in_m0_value) AS m0_mean,
varSampStable(in_m0_value) AS m0_variance,
COUNT(in_m1_value) AS m1_n,
AVG(in_m1_value) AS m1_mean,
varSampStable(in_m1_value) AS m1_variance,
AVG(in_m1_second) AS m1_second_mean,
varSampStable(in_m1_second) AS m1_second_variance,
covarSampStable(in_m1_value, in_m1_second) AS m1_covariance,
SUM(in_m1_unusable) AS m1_unusable,
COUNT(in_m2_value) AS m2_n,
AVG(in_m2_value) AS m2_mean,
varSampStable(in_m2_value) AS m2_variance,
AVG(in_m2_second) AS m2_second_mean,
varSampStable(in_m2_second) AS m2_second_variance,
covarSampStable(in_m2_value, in_m2_second) AS m2_covariance,
SUM(in_m2_unusable) AS m2_unusable,
COUNT(in_m3_value) AS m3_n,
MAX(CASE WHEN in_m3_value_rank = floor(m3_mean_place) THEN in_m3_value END) + MAX(m3_mean_place - floor(m3_mean_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_mean_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_mean_place) THEN in_m3_value END)) AS m3_mean,
MAX(CASE WHEN in_m3_value_rank = floor(m3_second_mean_place) THEN in_m3_value END) + MAX(m3_second_mean_place - floor(m3_second_mean_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_second_mean_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_second_mean_place) THEN in_m3_value END)) AS m3_second_mean,
MAX(CASE WHEN in_m3_value_rank = floor(m3_second_variance_place) THEN in_m3_value END) + MAX(m3_second_variance_place - floor(m3_second_variance_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_second_variance_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_second_variance_place) THEN in_m3_value END)) AS m3_second_variance,
SUM(in_m3_unusable) AS m3_unusable,
COUNT(in_m4_value) AS m4_n,
AVG(in_m4_value) AS m4_mean,
varSampStable(in_m4_value) AS m4_variance
FROM look__at_places
GROUP BY part, day, label, arm
LIMIT 10000
SETTINGS join_use_nulls = 1;
-- {p0:String} = "$feature_flag_response"
-- {p1:String} = "control"
-- {p2:String} = "treatment"
-- {p3:String} = "email"
-- {p4:String} = "@acme[.]"
-- {p5:String} = "country"
-- {p6:String} = "$feature_flag_called"
-- {p7:String} = "$feature_flag"
-- {p8:String} = "cta"
-- {p9:Int64} = 1772409600000000
-- {p10:Int64} = 1773619200000000
-- {p11:String} = "order"
-- {p12:String} = "amount"
-- {p13:String} = "visit"
-- {p14:String} = "ms"
-- {p15:String} = "sort \"of\""
-- {p16:String} = "plan"
-- {p17:Int64} = 1771804800000000
-- {p18:Float64} = 10
-- {p19:String} = "pro"
-- {p20:Float64} = 1e+140
-- {p21:Float64} = 1
-- {p22:Float64} = 0.99
-- {p23:Float64} = 0.5
-- {p24:Float64} = 1.959963984540054

-- experiment baseline
WITH look__met AS (
SELECT
CAST(`user_id` AS Nullable(String)) AS met_unit,
CAST(`at` * 1000 AS Int64) AS met_at
FROM `analytics`.`events`
WHERE ((`name` = {p0:String} OR JSONExtract(`properties`, {p1:String}, 'Nullable(String)') = {p0:String} OR JSONExtract(`properties`, {p2:String}, 'Nullable(String)') = {p0:String}) OR (startsWith(JSONExtract(`properties`, {p1:String}, 'Nullable(String)'), {p3:String})))
AND `at` >= 1772323200000
AND `at` < 1773792000000
AND `day` >= toDateTime64('2026-03-01 00:00:00', 6, 'UTC')
AND `day` < toDateTime64('2026-03-18 00:00:00', 6, 'UTC')
AND CAST(`at` * 1000 AS Int64) >= {p4:Int64}
AND CAST(`at` * 1000 AS Int64) < {p5:Int64}
AND `user_id` IS NOT NULL
),
look__units AS (
SELECT
met_unit AS unit,
1 AS arm,
MIN(met_at) AS first_at
FROM look__met
GROUP BY met_unit
),
look__scan_0 AS (
SELECT DISTINCT
CAST(`user_id` AS Nullable(String)) AS event_unit,
CAST(`at` * 1000 AS Int64) AS happened_at,
`name` AS event_name,
`event_id` AS event_id
FROM `analytics`.`events`
WHERE `name` IN ({p6:String})
AND `at` >= 1772323200000
AND `at` < 1773792000000
AND `day` >= toDateTime64('2026-03-01 00:00:00', 6, 'UTC')
AND `day` < toDateTime64('2026-03-18 00:00:00', 6, 'UTC')
AND CAST(`at` * 1000 AS Int64) >= {p4:Int64}
AND CAST(`at` * 1000 AS Int64) < {p5:Int64}
AND `user_id` IS NOT NULL
),
look__happened AS (
SELECT
event_unit,
happened_at,
CASE WHEN event_name = {p6:String} THEN 1 ELSE 0 END AS hit_0
FROM look__scan_0
),
look__joined AS (
SELECT
unit,
arm,
first_at,
CASE WHEN hit_0 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_0
FROM look__happened
RIGHT JOIN look__units ON event_unit = unit
),
look__totals AS (
SELECT
MAX(arm) AS unit_arm,
MAX(first_at) AS unit_first_at,
SUM(in_0) AS m0_total
FROM look__joined
GROUP BY unit
),
look__valued AS (
SELECT
unit_arm,
unit_first_at,
CAST(CASE WHEN m0_total >= {p7:Float64} THEN 1 ELSE 0 END AS Nullable(Float64)) AS m0_value
FROM look__totals
),
look__sliced AS (
SELECT
part,
CASE part WHEN 1 THEN intDiv((unit_first_at - {p4:Int64}), 86400000000) END AS day,
unit_arm AS arm,
CASE WHEN part <> 1 THEN m0_value ELSE CAST(NULL AS Nullable(Float64)) END AS in_m0_value
FROM look__valued
CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1 AS part) AS parts
)
SELECT
part,
day,
arm,
COUNT(*) AS units,
COUNT(in_m0_value) AS m0_n,
AVG(in_m0_value) AS m0_mean,
varSampStable(in_m0_value) AS m0_variance
FROM look__sliced
GROUP BY part, day, arm
LIMIT 10000
SETTINGS join_use_nulls = 1;
-- {p0:String} = "/pay"
-- {p1:String} = "$pathname"
-- {p2:String} = "$screen_name"
-- {p3:String} = "/shop"
-- {p4:Int64} = 1772409600000000
-- {p5:Int64} = 1773619200000000
-- {p6:String} = "order"
-- {p7:Float64} = 1

-- exposure events
SELECT `name` AS event
FROM `analytics`.`exposures`
WHERE `name` IN ({p0:String}, {p1:String})
AND `exposed_at` >= toDateTime64('2026-03-01 00:00:00', 6, 'UTC')
AND `exposed_at` < toDateTime64('2026-03-18 00:00:00', 6, 'UTC')
AND toUnixTimestamp64Micro(toDateTime64(`exposed_at`, 6, 'UTC')) >= {p2:Int64}
AND toUnixTimestamp64Micro(toDateTime64(`exposed_at`, 6, 'UTC')) < {p3:Int64}
AND `user_id` IS NOT NULL
GROUP BY `name`
LIMIT 2
SETTINGS join_use_nulls = 1;
-- {p0:String} = "$feature_flag_called"
-- {p1:String} = "$experiment_exposure"
-- {p2:Int64} = 1772409600000000
-- {p3:Int64} = 1773619200000000

-- table check
SELECT `user_id`, `exposed_at`, `properties`, `name`
FROM `analytics`.`exposures`
WHERE 1 = 0
AND `exposed_at` >= toDateTime64('1970-01-01 00:00:00', 6, 'UTC')
SETTINGS join_use_nulls = 1;

-- table check
SELECT `user_id`, `at`, `day`, `properties`, `name`, `event_id`
FROM `analytics`.`events`
WHERE 1 = 0
AND `at` >= 0
AND `day` >= toDateTime64('1970-01-01 00:00:00', 6, 'UTC')
SETTINGS join_use_nulls = 1;
