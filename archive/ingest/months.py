"""The months as texts print them: English first, and what other languages that articles come in call them."""

from __future__ import annotations

_NAMES = (
    "january jan январь января январе янв januar jänner janvier janv enero ene gennaio janeiro januari stycznia ledna "
    "січня ocak",
    "february feb февраль февраля феврале фев february februar février févr fév febrero febbraio fevereiro fev "
    "februari lutego února лютого şubat",
    "march mar март марта марте мар märz mär mars marzo março maart mrt marts marca března березня mart",
    "april apr апрель апреля апреле апр avril avr abril abr aprile kwietnia dubna квітня nisan",
    "may май мая мае mai mayo maggio maio mei maj maja května травня mayıs",
    "june jun июнь июня июне июн juni juin junio giugno junho czerwca června червня haziran",
    "july jul июль июля июле июл juli juillet juil julio luglio lug julho lipca července липня temmuz",
    "august aug август августа августе авг août agosto augustus augusti sierpnia srpna серпня ağustos",
    "september sept sep сентябрь сентября сентябре сент сен septembre septiembre settembre sett setembro września "
    "září вересня eylül",
    "october oct октябрь октября октябре окт oktober okt octobre octubre ottobre ott outubro października října "
    "жовтня ekim",
    "november nov ноябрь ноября ноябре нояб ноя novembre noviembre novembro listopada listopadu листопада kasım",
    "december dec декабрь декабря декабре дек dezember dez décembre déc diciembre dic dicembre dezembro grudnia "
    "prosince грудня aralık",
)

MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}

# Of the names in plain letters those that may stand in lower case: the others are so written by accident, or are words.
IN_LOWER_CASE = frozenset(
    "janvier janv mars avril mai juin juillet juil septembre octobre novembre "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ene abr dic "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
    "janeiro fevereiro maio junho julho setembro outubro novembro dezembro "
    "januar februar januari februari maart mrt april mei juni juli augustus augusti "
    "september oktober november december "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia listopada grudnia".split()
)

# Those that no person is called: “by Mart”, “in Maja”, “by Abril” name no month.
AFTER_A_PREPOSITION = frozenset(
    "january february march april may june july august september october november december "
    "jan feb apr aug sept sep oct nov "
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре "
    "januar jänner februar märz mai juni juli oktober dezember "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre "
    "enero febrero marzo mayo junio agosto septiembre octubre noviembre diciembre".split()
)
