/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-values.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "mado-form-variation.h"

/* 40 characters, the longest name that is printed. */
#define NAME_40 "アレクサンドラ　マリア　デ　ラ　クルス　ゴンサレス　フェルナンデス　イ　ベラス"
#define BLOCK_52                                                                                                                                  \
  "北海道虻田郡倶知安町字樺山六丁目１２３番地の４５６サンライズグランドメゾン髙﨑弐番館１２０５号" \
  "室𠮷田様"
/* 200 characters, the longest address. */
#define ADDRESS_200                                                                                \
  BLOCK_52 BLOCK_52 BLOCK_52                                                                       \
      "北海道虻田郡倶知安町字樺山六丁目１２３番地の４５６サンライズグランドメゾン髙﨑弐番館"
#define CERTIFICATE_SERIAL_20 "0102030405060708090A0B0C0D0E0F1011121314"
#define SUBSTITUTES                                                                                                    \
  "氏名の3文字目 髙→高、住所の41文字目 髙→高、42文字目 﨑→崎、51文字目 𠮷→吉、" \
  "103文字目 髙→高、104文字目 﨑→崎、113文字目 𠮷→吉"

/* clang-format off */
static const FormValue application[] = {
  { "title",              "電子証明書（新規発行・更新）申請書", NULL },
  { "form-number",        "様式第１号（第３条関係）", "様式第１２３号の２（第１２条の３第４項関係）" },
  { "addressee",          "滋賀県知事　殿", "鹿児島県知事臨時職務代理者鹿児島県副知事　殿" },
  { "via",                "（経由：愛荘町長）", "（経由：大島郡瀬戸内町長職務代理者瀬戸内町副町長）" },
  { "case-number",        "H25-0331-0007", "H25-0331-0007-ABCDEF" },
  { "kind-new",           MADO_FORM_CHECK, NULL },
  { "kind-renew",         "", MADO_FORM_CHECK },
  { "kind-reissue",       "", MADO_FORM_CHECK },
  { "applied-on",         "平成25年3月31日", "平成25年（2013年）12月31日" },
  { "kana",               "ツジモト　イチロウ", NAME_40 },
  { "name",               "辻󠄀本　一郎", NAME_40 },
  { "alias",              "", NAME_40 },
  { "birth-date",         "昭和55年2月17日", "昭和55年（1980年）12月17日（推定）" },
  { "sex",                "男", NULL },
  { "address",            "滋賀県愛知郡愛荘町愛知川１２３番地の４　葛󠄀城ハイツ２０５号室", ADDRESS_200 },
  { "phone",              "0749-00-0000", "0749-00-0000（内線 1234）、090-0000-0000" },
  { "proxy-statutory",    "", MADO_FORM_CHECK },
  { "proxy-voluntary",    "", MADO_FORM_CHECK },
  { "proxy-name",         "", NAME_40 },
  { "proxy-relation",     "", "成年後見人（家庭裁判所の審判による）" },
  { "proxy-address",      "", ADDRESS_200 },
  { "proxy-phone",        "", "090-0000-0000" },
  { "notice-confirmed",   MADO_FORM_CHECK, NULL },
  { "received-at",        "平成25年3月31日 10時38分", NULL },
  { "card-valid",         "有効", "有効（平成33年12月31日まで、写真付き）" },
  { "card-photo",         "あり", "あり（本人と照合済み、平成23年撮影）" },
  { "documents",          "P01 運転免許証（番号の控えあり）",
    "P01 運転免許証（番号の控えあり）、P06 住民基本台帳カード（写真付き）、S11 健康保険の被保険者証（番号の控えなし）、S14 年金手帳、S20 学生証" },
  { "inquiry-number",     "なし", "照会 25-00123-0004" },
  { "four-items-checked", "一致", "一致（平成25年3月31日 10時41分 照合）" },
  { "substitutes",        "なし", SUBSTITUTES },
  { "certificate-serial", "0102 0304 0506 0708", CERTIFICATE_SERIAL_20 },
  { "not-after",          "平成28年3月30日", "平成28年（2016年）12月30日" },
  { "fee",                "500円", "免除（理由 M3：震災による再発行）" },
  { "receipt-number",     "000123", NULL },
  { "clerk",              "渡邉　花子", NAME_40 },
  { "checker",            "齋藤　次郎", NAME_40 },
  { "office-note",        "", "カードの写真と本人を二人で照合した。次回の更新の案内を希望する。" },
  { NULL, NULL, NULL },
};

static const FormValue certificate_copy[] = {
  { "title",              "電子証明書の写し", NULL },
  { "form-number",        "様式第９号", NULL },
  { "case-number",        "H25-0331-0007", "H25-0331-0007-ABCDEF" },
  { "certificate-serial", "0102 0304 0506 0708", CERTIFICATE_SERIAL_20 },
  { "issuer",             "滋賀県知事", "鹿児島県知事臨時職務代理者鹿児島県副知事" },
  { "not-before",         "平成25年（2013年）3月31日", NULL },
  { "not-after",          "平成28年（2016年）3月30日", "平成28年（2016年）12月30日" },
  { "name",               "辻󠄀本　一郎", NAME_40 },
  { "alias",              "", NAME_40 },
  { "birth-date",         "昭和55年（1980年）2月17日", NULL },
  { "sex",                "男", NULL },
  { "address",            "滋賀県愛知郡愛荘町愛知川１２３番地の４　葛󠄀城ハイツ２０５号室", ADDRESS_200 },
  { "substitutes",        "なし", SUBSTITUTES SUBSTITUTES },
  { "key-algorithm",      "RSA 2048ビット（署名の方式は SHA-256）", NULL },
  { "key-usage",          "電子署名（本人の署名の確認）", NULL },
  { "ca-fingerprint",     "0123 4567 89AB CDEF 0123 4567 89AB CDEF\n0123 4567 89AB CDEF 0123 4567 89AB CDEF", NULL },
  { "issued-by",          "愛荘町 住民課", "大島郡瀬戸内町 町民生活部 住民基本台帳課 窓口第二係 古仁屋出張所" },
  { "contact",            "愛荘町 住民課 0749-00-0000",
    "大島郡瀬戸内町 住民基本台帳課 0997-00-0000（平日 8時30分から17時15分まで。土曜、日曜、祝日、年末年始は休み）" },
  { "reprint",            "", "再発行（999回目）" },
  { NULL, NULL, NULL },
};

static const FormValue receipt[] = {
  { "title",          "領 収 書", NULL },
  { "form-number",    "様式第５号", NULL },
  { "receipt-number", "第 000123 号", "第 2013-00000123 号" },
  { "paid-on",        "平成25年3月31日", "平成25年（2013年）12月31日" },
  { "name",           "辻󠄀本　一郎", NAME_40 },
  { "amount",         "￥５００－", "￥１２，３４５，６７８－" },
  { "purpose",        "電子証明書発行手数料として", "電子証明書の更新手数料（紛失による失効の後の新規発行の分を含む）として" },
  { "revenue-of",     "指定認証機関", "滋賀県（指定認証機関 財団法人地方自治情報センターに納付）" },
  { "issued-by",      "愛荘町 住民課", "大島郡瀬戸内町 町民生活部 住民基本台帳課 窓口第二係 古仁屋出張所" },
  { "clerk",          "渡邉花子", NAME_40 },
  { "case-number",    "H25-0331-0007", "H25-0331-0007-ABCDEF" },
  { "reprint",        "", "再発行（999回目）" },
  { NULL, NULL, NULL },
};
/* clang-format on */

const FormValue *
form_values_get (MadoFormKind kind)
{
  static const FormValue *const values[MADO_FORM_N_KINDS] = {
    [MADO_FORM_APPLICATION] = application,
    [MADO_FORM_CERTIFICATE_COPY] = certificate_copy,
    [MADO_FORM_RECEIPT] = receipt,
  };

  return values[kind];
}

MadoForm *
form_values_fill (MadoFormFonts *fonts, MadoFormKind kind, gboolean longest)
{
  GError *error = NULL;
  MadoForm *form = mado_form_new_from_resource (fonts, kind, &error);

  g_assert_no_error (error);
  for (const FormValue *value = form_values_get (kind); value->id != NULL; value++)
    {
      const char *text = longest && value->longest != NULL ? value->longest : value->ordinary;

      mado_form_set (form, value->id, text, &error);
      g_assert_no_error (error);
    }
  return form;
}

char *
form_values_run (const char *tool, GBytes *document, const char *const *options)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (document, &n_bytes);
  char *output = NULL;
  int fd, status;

  fd = g_file_open_tmp ("mado-form-XXXXXX.pdf", &path, &error);
  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, bytes, (gssize) n_bytes, &error);
  g_assert_no_error (error);
  g_ptr_array_add (command, g_strdup (tool));
  for (gsize i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (command, g_strdup (options[i]));
  g_ptr_array_add (command, g_strdup (path));
  if (g_str_equal (tool, "pdftotext"))
    g_ptr_array_add (command, g_strdup ("-"));
  g_ptr_array_add (command, NULL);
  g_spawn_sync (NULL, (char **) command->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_ptr_array_set_free_func (command, g_free);
  return output;
}

char *
form_values_squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_find_next_char (p, NULL))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !mado_form_variation_is_selector (c))
        g_string_append_unichar (squeezed, c);
    }
  return g_string_free (squeezed, FALSE);
}
