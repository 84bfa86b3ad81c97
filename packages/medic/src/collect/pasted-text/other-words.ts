/** The same message in other words, and the words rules know. */
interface Wording {
  readonly said: readonly string[];
  readonly means: string;
}

/**
 * Messages of Windows and of Linux shells in the languages people paste most: German, French, Spanish, Portuguese, Chinese,
 * Japanese, Korean, Russian. Texts are those of the systems' own message tables.
 */
const WORDINGS: readonly Wording[] = [
  {
    means: 'No connection could be made because the target machine actively refused it',
    said: [
      'da der Zielcomputer die Verbindung verweigerte',
      "l'ordinateur cible l'a expressément refusée",
      'l’ordinateur cible l’a expressément refusée',
      'el equipo de destino denegó expresamente dicha conexión',
      'porque a máquina de destino as recusou ativamente',
      '由于目标计算机积极拒绝，无法连接',
      '對象電腦拒絕連線',
      '対象のコンピューターによって拒否されたため、接続できませんでした',
      '대상 컴퓨터에서 연결을 거부했으므로',
      'конечный компьютер отверг запрос на подключение',
    ],
  },
  {
    means: 'the connected party did not properly respond after a period of time',
    said: [
      'da die Gegenstelle nach einer bestimmten Zeitspanne nicht richtig reagiert hat',
      "car le parti connecté n'a pas répondu convenablement",
      'la parte conectada no respondió adecuadamente',
      '由于连接方在一段时间后没有正确答复',
      '接続済みの呼び出し先が一定の時間を過ぎても正しく応答しなかった',
    ],
  },
  {
    means: 'An existing connection was forcibly closed by the remote host',
    said: [
      'wurde vom Remotehost geschlossen',
      "dû être fermée par l'hôte distant",
      'se ha forzado la interrupción de una conexión existente por el host remoto',
      '远程主机强迫关闭了一个现有的连接',
      '既存の接続はリモート ホストに強制的に切断されました',
    ],
  },
  {
    means: 'Only one usage of each socket address is normally permitted',
    said: [
      'Normalerweise darf jede Socketadresse',
      'Une seule utilisation de chaque adresse de socket',
      'Solo se permite un uso de cada dirección de socket',
      '通常每个套接字地址',
      '通常、各ソケット アドレスに対して',
    ],
  },
  {
    means: 'No such host is known',
    said: [
      'Es ist kein solcher Host bekannt',
      'Der angegebene Host ist unbekannt',
      'Hôte inconnu',
      'Host desconocido',
      '不知道这样的主机',
      'そのようなホストは不明です',
    ],
  },
  {
    means: 'The system cannot find the file specified',
    said: [
      'Das System kann die angegebene Datei nicht finden',
      'Le fichier spécifié est introuvable',
      'El sistema no puede encontrar el archivo especificado',
      'O sistema não pode encontrar o arquivo especificado',
      '系统找不到指定的文件',
      '系統找不到指定的檔案',
      '指定されたファイルが見つかりません',
      '지정된 파일을 찾을 수 없습니다',
      'Не удается найти указанный файл',
    ],
  },
  {
    means: 'The system cannot find the path specified',
    said: [
      'Das System kann den angegebenen Pfad nicht finden',
      "Le chemin d'accès spécifié est introuvable",
      'Le chemin d’accès spécifié est introuvable',
      'El sistema no puede encontrar la ruta especificada',
      '系统找不到指定的路径',
      '指定されたパスが見つかりません',
    ],
  },
  {
    means: 'Access is denied',
    said: [
      'Zugriff verweigert',
      'Accès refusé',
      'Acceso denegado',
      'Acesso negado',
      '拒绝访问',
      'アクセスが拒否されました',
      '액세스가 거부되었습니다',
      'Отказано в доступе',
    ],
  },
  {
    means: 'is not recognized as the name of a cmdlet',
    said: [
      'wurde nicht als Name eines Cmdlet',
      "n'est pas reconnu comme nom d'applet de commande",
      'no se reconoce como nombre de un cmdlet',
      '无法将',
      '用語は、コマンドレット',
    ],
  },
  {
    means: 'No such file or directory',
    said: [
      'Datei oder Verzeichnis nicht gefunden',
      'Aucun fichier ou dossier de ce type',
      'Aucun fichier ou dossier de ce nom',
      'No existe el archivo o el directorio',
      'Arquivo ou diretório inexistente',
      '没有那个文件或目录',
      'そのようなファイルやディレクトリはありません',
      '그런 파일이나 디렉터리가 없습니다',
      'Нет такого файла или каталога',
    ],
  },
  {
    means: 'Permission denied',
    said: [
      'Keine Berechtigung',
      'Permission non accordée',
      'Permiso denegado',
      'Permissão negada',
      '权限不够',
      '許可がありません',
      '허가 거부',
      'Отказано в доступе',
    ],
  },
  {
    means: 'command not found',
    said: [
      'Befehl nicht gefunden',
      'Kommando nicht gefunden',
      'commande introuvable',
      'orden no encontrada',
      'comando não encontrado',
      '未找到命令',
      'コマンドが見つかりません',
      '명령어를 찾을 수 없음',
      'команда не найдена',
    ],
  },
  {
    means: 'Connection refused',
    said: [
      'Verbindungsaufbau abgelehnt',
      'Connexion refusée',
      'Conexión rehusada',
      'Conexão recusada',
      '拒绝连接',
      '连接被拒绝',
      '接続を拒否されました',
      '연결이 거부됨',
    ],
  },
  {
    means: 'Address already in use',
    said: [
      'Die Adresse wird bereits verwendet',
      'Adresse déjà utilisée',
      'La dirección ya se está usando',
      '地址已在使用',
      '地址已被占用',
      'アドレスは既に使用中です',
    ],
  },
  {
    means: 'must start with "https',
    said: [
      'muss mit ‘https',
      'muss mit „https',
      'muss mit "https',
      'doit commencer par « https',
      'doit commencer par "https',
      'debe comenzar con "https',
      'debe empezar por "https',
      '必须以“https',
      '必须以"https',
      '「https」で始まる',
    ],
  },
];

/** Words for a status that no other program puts so: VS Code's `404 status sending message to URL`. */
const STATUS = /\b(?<status>[45]\d\d) status (?<what>sending message|connecting|from)\b/u;

/** Literals of all wordings, for the search that finds candidate lines. */
export const OTHER_LITERALS: readonly string[] = [...WORDINGS.flatMap(({ said }) => said), 'status sending message', 'status connecting'];

/** The line in the words that rules know; undefined when nothing in it had to be said otherwise. */
export function sayInKnownWords(text: string): string | undefined {
  let said = text.replace(STATUS, 'HTTP $<status> $<what>');
  for (const { said: phrases, means } of WORDINGS) {
    for (const phrase of phrases) if (said.includes(phrase)) said = said.replace(phrase, means);
  }
  return said === text ? undefined : said;
}
