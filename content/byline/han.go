package byline

// Names of Chinese and Japanese letters. Nothing parts a name from a word there,
// so a bare one is known by its family name and its length.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// IsHanName holds for a family name of China or Japan with a given name of one to
// three letters behind it.
func IsHanName(s string) bool {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\u3000", ""), " ", "")
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 6 || len(s) < 2*n || notHanNames[s] || !prose.IsHanText(s) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune(hanPlaces, last) {
		return false
	}
	first, one := utf8.DecodeRuneInString(s)
	_, width := utf8.DecodeRuneInString(s[one:])
	two := s[:one+width]
	switch {
	case hanCompounds[two]:
		return n >= 3 && n <= 4
	case japaneseSurnames[two]:
		return n >= 3 && n <= 5
	case n > 3 && japaneseSurnames[prose.CutRunes(s, 3)]:
		return n <= 6
	}
	return strings.ContainsRune(hanSurnames, first) && (n == 3 || n == 2 && strings.ContainsRune(hanCommon, first))
}

// hanNames reads one or more names in Han letters, parted by blanks or marks.
func hanNames(s string) []content.Author {
	if !prose.HasHan(s) {
		return nil
	}
	s = strings.Trim(s, "【】[]（）() \u3000")
	if name, role, ok := strings.Cut(strings.Replace(s, "(", "（", 1), "（"); ok && endsWithAny(role, hanRoles...) {
		s = strings.TrimSpace(name)
	}
	if IsHanName(s) {
		return []content.Author{{Name: strings.ReplaceAll(s, "\u3000", " ")}}
	}
	var list []content.Author
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(" \u3000、，,/／・·;；", c) }) {
		if endsWithAny(part, hanRoles...) {
			continue
		}
		if !IsHanName(part) || utf8.RuneCountInString(part) < 2 {
			return nil
		}
		list = append(list, content.Author{Name: part})
	}
	return list
}

// hanRoles end the words for a desk, or for whoever works there.
var hanRoles = []string{"部", "班", "支局", "総局", "支社", "記者", "记者", "特派員", "通信員", "通讯员", "編集委員", "論説委員", "編集長"}

// isHanDesk holds for the desk of a paper that signs its articles: 編集部.
func isHanDesk(s string) bool {
	const longest = 14
	if utf8.RuneCountInString(s) > longest || strings.ContainsAny(s, " :：，。,、/／") {
		return false
	}
	return prose.HasHan(s) && (endsWithAny(s, "編集部", "编辑部", "編輯部", "取材班", "報道部", "通信社", "通讯社"))
}

func endsWithAny(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}

// longestKeyBytes bounds the key that begins behind a name.
const longestKeyBytes = 40

// CutNextKey ends a value where the next key of the line begins: "张三 阅读：1644".
func CutNextKey(s string) string {
	start, word := 0, 0 // of the last blank, and behind it
	for i, r := range s {
		switch r {
		case ' ', '\u3000', '\u00a0':
			start, word = i, i+utf8.RuneLen(r)
		case '：', ':', '＝':
			if start > 0 && i-word <= longestKeyBytes && prose.IsHanText(s[word:i]) {
				return strings.TrimRight(s[:start], " \u3000\u00a0")
			}
		}
	}
	return s
}

// hanPlaces end the names of places, houses and offices.
const hanPlaces = "都府省市县縣区區镇鎮村州社报報网網界局院台臺部厅廳港路街站版刊会會员員夫"

// hanCommon are the family names that make a name with one letter more.
const hanCommon = "王李张張刘劉陈陳杨楊赵趙吴吳徐孙孫朱胡郭林罗羅郑鄭梁谢謝唐许許韩韓冯馮邓鄧曹彭曾萧蕭蔡潘袁董余苏蘇叶葉吕呂魏蒋蔣丁沈"

// hanSurnames are family names of one letter, of China and Japan.
const hanSurnames = hanCommon + "任姚卢盧傅钟鍾姜崔谭譚廖范範汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江阎閻薛尹段雷黎史龙龍陶贺賀顾顧毛郝龚龔邵万萬钱錢严嚴赖賴覃洪武莫孔汤湯向常温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳欧管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺高黄黃周宋田杜森原辻東堀関谷岡南星北西"

// hanCompounds are Chinese family names of two letters.
var hanCompounds = wordlist.Set("上官 东方 令狐 公孙 公孫 司徒 司空 司马 司馬 夏侯 宇文 尉迟 尉遲 慕容 東方 欧阳 歐陽 皇甫 端木 诸葛 諸葛 轩辕 轩轅 长孙 長孫 闻人 独孤 南宫 南宮")

// japaneseSurnames are the common ones of two and three letters.
var japaneseSurnames = wordlist.Set(`三宅 三浦 三上 三輪 三木 上原 上村 上田 上野 下田 中井 中原 中尾 中山 中島 中嶋 中川 中村 中沢 中田 中西 中谷 中野 丸山 久保 久保田 九鬼
	五十嵐 井上 井口 今井 今村 今野 伊東 伊藤 佐々木 佐久間 佐藤 佐野 佐竹 佐伯 佐々 児玉 入江 八木 八田 内山 内田 内藤 冨田 前川 前田 加藤 加納 北川 北村 北野 千葉 千田 半田 南部 原口 原田
	古川 古田 古賀 吉井 吉原 吉岡 吉川 吉村 吉本 吉沢 吉田 吉野 向井 和田 品川 土井 土屋 土田 坂井 坂口 坂本 坂田 堀内 堀口 堀江 堀川 増田 増井 塚本 塚田 大久保 大内 大原 大友 大塚 大山
	大島 大川 大平 大木 大村 大森 大橋 大江 大沢 大澤 大河 大石 大西 大谷 大野 天野 太田 奥山 奥村 奥田 奥野 宇野 安井 安田 安藤 安達 安部 宇佐美 宮下 宮内 宮原 宮城 宮崎 宮川 宮本 宮沢 宮澤 宮田 寺田 寺島
	富田 富永 小久保 小倉 小原 小坂 小堀 小宮 小山 小島 小嶋 小川 小松 小林 小森 小池 小沢 小澤 小泉 小田 小笠原 小西 小谷 小野 小野寺 尾崎 尾形 山下 山中 山内 山口 山崎 山本 山村 山根 山田 山岸 山川 山形
	岡崎 岡本 岡村 岡田 岡野 岡部 岩井 岩崎 岩本 岩瀬 岩田 岩下 島崎 島津 島田 島村 川上 川元 川口 川原 川島 川崎 川村 川本 川田 川端 川合 工藤 市川 市村 平井 平山 平川 平松 平田 平野 広瀬 廣瀬 庄司 後藤 徳永 志村
	成田 戸田 手塚 斉藤 斎藤 齋藤 齊藤 新井 新田 新谷 日野 日高 早川 星野 望月 服部 木下 木原 木島 木村 木田 本多 本田 本間 杉山 杉本 杉浦 杉田 村上 村山 村井 村松 村瀬 村田 村岡 東野 松井 松原 松尾 松岡 松島
	松川 松本 松村 松永 松浦 松田 松下 松野 松崎 林田 柏木 柳沢 柳田 栗原 栗田 根本 桑原 桜井 櫻井 梅田 梅原 森下 森山 森岡 森川 森本 森田 森谷 植木 植松 植田 榎本 横井 横山 横田 橋本 橋爪 武井 武内 武田 武藤
	比嘉 水口 水谷 水野 永井 永山 永田 永野 江口 江川 池上 池田 沢田 澤田 河合 河原 河本 河村 河田 河野 浅井 浅田 浅野 浜田 濱田 浜崎 津田 浅川 清水 渋谷 渡辺 渡邉 渡邊 渡部 滝沢 滝口 熊谷 片山 片岡 牧野
	玉井 田上 田中 田原 田口 田島 田崎 田川 田村 田代 田辺 田端 甲斐 町田 白井 白石 白川 相川 相沢 相馬 相田 矢野 矢島 石井 石原 石塚 石山 石川 石本 石橋 石田 石黒 神田 神谷 神山 福井 福原 福岡 福島 福本 福永
	福田 秋山 秋元 秋田 稲垣 稲葉 稲田 竹下 竹中 竹内 竹田 笠原 篠原 篠田 米田 細川 細田 緒方 荒井 荒川 荒木 菅原 菅野 菊地 菊池 萩原 落合 藤井 藤原 藤岡 藤島 藤川 藤本 藤村 藤沢 藤澤 藤田 藤野 西尾 西山
	西川 西村 西本 西田 西野 西沢 角田 谷口 谷川 豊田 近藤 遠藤 酒井 野上 野中 野口 野崎 野村 野田 野々村 金子 金井 金田 金城 鈴木 鎌田 長島 長嶋 長尾 長井 長岡 長田 長谷川 長谷部 長沢 関口 関根 関谷 阿部 阿久津 青山 青木 青柳
	飯塚 飯田 飯島 飯野 馬場 高山 高島 高崎 高木 高村 高松 高井 高原 高橋 高瀬 高田 高畑 高野 鳥居 鶴田 黒川 黒木 黒田 黒沢 黒澤 須藤 須田 首藤 若林 若松 茂木 草野 荻野 蛯原 衛藤 諸星 赤松 赤木 進藤 速水 都築`)

// notHanNames are words that begin as names do.
var notHanNames = wordlist.Set(`万科 上海市 中山大学 主编 云南 任何 任务 任意球 何为 何时 余下 元旦 全国 全文 全球 全部 兰州 关于 关注 关闭 农业 农村 包括 华为 华人
	华盛顿 单位 南京 南方 卫生 卫视 原创 原因 原文 原標題 原标题 古代 史记 司法 司机 吉林 向上 和平 和谐 周一 周三 周二 周五 周六 周刊 周四 周年 周报 周日 周末
	夏季 孔子 孙子 安全 安徽 宁夏 宁波 宋代 实习 宗教 常州 常见 平台 平安 广东 庄园 应急 应用 康复 强调 张家口 张家界 徐州 成功 成都 支付 支持 文件 文化 文学
	文旅 文本 文献 文章 方式 方案 方法 方面 施工 时事 时代 时光 时刻 时报 时政 时期 时间 时评 時事 時代 時間 星座 景区 曾经 曹操 李宁 来源 東京 杜绝 查看 查询
	柏林 桂林 档案 梅西 楊梅 欧洲 欧盟 武器 武术 武汉 毕业 毕业生 毛利 江南 江西 江苏 汤加 沈阳 沙特 沙龙 法律 洪水 海外 温度 温州 游戏 游客 牛市 王者 王国 王朝
	田径 田野 甘肃 申报 申请 白宫 白酒 盛大 石家庄 石油 祝福 祝贺 秦皇岛 穆斯林 童话 管理 简介 简体 米兰 纪录 纪录片 纪念 纪念日 罗马 胡同 致谢 舒适 艾滋病 苏州 苏联
	英雄 范围 莫斯科 萧山 董事 董事长 蒙古 西安 西部 西方 西藏 解决 解放 解放军 解读 计划 许可 许昌 许多 评论 谢谢 财经 贵州 费用 贺岁 贺电 车主 车市 车型 车辆 车险
	连接 连续 连载 连云港 连続 路线 路透 路透社 边境 金属 金牌 金融 金額 钟表 钱包 钱江 长江 长沙 阳光 阿里 陆军 陈列 陕西 韩国 项目 顾客 顾问 顾问团 首页 马上 高中
	高低 高价 高估 高値 高原 高层 高层建筑 高山 高校 高新 高温 高清 高端 高等 高考 高铁 高齢者 高齢化 高速 鲁迅 黄山 黄河 黄金 黄金周 黄海 黎明 龙年 龙江 東日本 西日本 北日本 南米 北米 北京 北海道 東北 関西 関東 関連 関係 関心 原作 原稿 東海 西部 南部 北部 星空 岡山 田園 林業 森林 水道 金曜日 金曜 石川県 福島県 福岡県 宮城県 宮崎県 千葉県 山口県 山形県 大川`)
